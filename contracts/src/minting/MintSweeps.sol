// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { IDepositMinter } from "../interfaces/IDepositMinter.sol";
import { IStakerRegistry } from "../interfaces/IStakerRegistry.sol";
import { BitcoinProofs, Inclusion } from "../libraries/BitcoinProofs.sol";
import { BitcoinScript } from "../libraries/BitcoinScript.sol";
import { BitcoinTx } from "../libraries/BitcoinTx.sol";
import { Outpoint, Proof, TxOutput } from "../types/BitcoinTypes.sol";
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
        Inclusion memory inclusion = BitcoinProofs.verify(spend, IBitcoinRelay(relay), 0);
        _setTip(claim, inclusion.tipHeight, inclusion.tipTime);
        bytes32 txid = BitcoinTx.txidOf(funding);
        uint64 sats = _valueOf(claim, funding, txid, vout);
        bytes32 key = _outpoint(txid, vout);
        if (_swept[key] || inclusion.height >= claim.at.refundHeight || !_spends(spend.tx, txid, vout)) {
            revert DepositMinter_NotSwept(txid, vout);
        }
        _swept[key] = true;
        claim.sums.swept += uint56(sats);
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

    /// @dev what the output carries, if it pays the share's script
    function _valueOf(Claim memory claim, bytes calldata funding, bytes32 txid, uint32 vout)
        private
        pure
        returns (uint64)
    {
        TxOutput[] memory outputs = BitcoinTx.outputs(funding);
        bytes32 script = keccak256(BitcoinScript.p2wsh(claim.at.program));
        if (vout >= outputs.length || keccak256(outputs[vout].script) != script) {
            revert DepositMinter_UnknownPayment(txid, vout);
        }
        return outputs[vout].value;
    }

    function _spends(bytes calldata transaction, bytes32 txid, uint32 vout) private pure returns (bool) {
        Outpoint[] memory spent = BitcoinTx.inputs(transaction);
        for (uint256 i; i < spent.length; ++i) {
            if (spent[i].txid == txid && spent[i].vout == vout) return true;
        }
        return false;
    }
}
