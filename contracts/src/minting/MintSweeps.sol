// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { IDepositMinter } from "../interfaces/IDepositMinter.sol";
import { IStakerRegistry } from "../interfaces/IStakerRegistry.sol";
import { BitcoinBytes } from "../libraries/BitcoinBytes.sol";
import { BitcoinCoin } from "../libraries/BitcoinCoin.sol";
import { BitcoinProofs, Inclusion } from "../libraries/BitcoinProofs.sol";
import { BitcoinTx } from "../libraries/BitcoinTx.sol";
import { Proof } from "../types/BitcoinTypes.sol";
import { MintReorgs } from "./MintReorgs.sol";

/// @title What a staker took before it was minted
/// @dev See `IDepositMinter` for what it promises.
abstract contract MintSweeps is MintReorgs {
    /// @notice Seconds after an early sweep was proven until its staker's registration bond is forfeit.
    uint256 public constant FORFEIT_DELAY = 1 days;

    mapping(bytes32 outpoint => bool) private _swept;

    /// @inheritdoc IDepositMinter
    function proveSweep(uint256 reqId, uint8 share, bytes calldata funding, uint32 vout, Proof calldata spend)
        external
    {
        Claim memory claim = _claim(reqId, share);
        if (claim.at.stakerId == 0) revert DepositMinter_WrongState(reqId, share, claim.at.state);
        // Of any length: neither who pays nor who takes may choose that it cannot be proven.
        Inclusion memory inclusion = BitcoinProofs.verifyLong(spend, IBitcoinRelay(relay));
        _setTip(claim, inclusion.tipHeight, inclusion.tipTime);
        (bytes32 txid, uint64 sats) = _coin(claim, funding, vout);
        bytes32 key = _outpoint(txid, vout);
        // Bitcoin mines a lock time only above its height (BIP-65): at the refund height itself it is still the staker.
        if (_swept[key] || inclusion.height > claim.at.refundHeight || !BitcoinCoin.spends(spend.tx, txid, vout)) {
            revert DepositMinter_NotSwept(txid, vout);
        }
        _swept[key] = true;
        _take(claim, sats);
        uint64 before = _beforeOf(_counted(claim, key));
        if (!_isConsumed(key)) {
            // A mined transaction spends it, so it was mined: the spend proves the payment as well.
            before = claim.sums.paid;
            _consume(claim, key, inclusion, before);
            claim.sums.paid += uint56(sats);
            emit PaymentConsumed(reqId, share, txid, vout, sats);
        }
        _checkConfirmed(claim, inclusion);
        // What was counted before it covers all that was minted: nothing of this coin was.
        bool early = before >= claim.sums.minted;
        emit SweepProven(reqId, share, txid, vout, sats, early);
        if (early && claim.sums.earlySince == 0) {
            claim.sums.earlySince = uint40(block.timestamp);
            IStakerRegistry(registry).holdStaker(claim.at.stakerId, true);
        }
        _apply(claim);
    }

    /// @inheritdoc IDepositMinter
    function forfeitRegistration(uint256 reqId, uint8 share) external {
        Claim memory claim = _claim(reqId, share);
        uint256 since = claim.sums.earlySince;
        if (since == 0 || block.timestamp < since + FORFEIT_DELAY) {
            revert DepositMinter_WrongState(reqId, share, claim.at.state);
        }
        IStakerRegistry(registry).forfeitRegistration(claim.at.stakerId, claim.at.recipient);
    }

    function _take(Claim memory claim, uint64 sats) private {
        bool owed = _owed(claim);
        claim.sums.swept += uint56(sats);
        if (!owed && _owed(claim)) IStakerRegistry(registry).noteOwed(claim.at.stakerId, true);
    }

    /// @dev the output of `funding`, if it pays the share's script
    function _coin(Claim memory claim, bytes calldata funding, uint32 vout)
        private
        view
        returns (bytes32 txid, uint64 sats)
    {
        bool pays;
        (pays, sats) = BitcoinCoin.paidAt(funding, BitcoinTx.checkLong(funding), vout, claim.at.program);
        txid = BitcoinBytes.sha256d(funding);
        if (!pays) revert DepositMinter_UnknownPayment(txid, vout);
    }
}
