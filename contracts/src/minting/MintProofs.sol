// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { IDepositMinter } from "../interfaces/IDepositMinter.sol";
import { BitcoinProofs, Inclusion } from "../libraries/BitcoinProofs.sol";
import { BitcoinTx, Payment } from "../libraries/BitcoinTx.sol";
import { BridgeAccounting } from "../libraries/BridgeAccounting.sol";
import { BlockProof, BlockTx, Proof } from "../types/BitcoinTypes.sol";
import { DepositState } from "../types/BridgeTypes.sol";
import { Minting } from "./Minting.sol";

/// @title Which Bitcoin payments count for a share, each once for ever
/// @dev See `IDepositMinter` for what it promises.
abstract contract MintProofs is Minting {
    uint256 public constant MAX_PAYMENTS = 8;
    /// @notice Most transactions of one `executeDeposits`.
    uint256 public constant MAX_BATCH = 32;

    /// @dev height ‖ reqId ‖ share ‖ what was counted for the share before it, in sats ‖ the first 17 bytes of the block's hash:
    /// 24, 32, 8, 56 and 136 bits from the high end
    mapping(bytes32 outpoint => uint256) private _consumed;

    /// @inheritdoc IDepositMinter
    function executeDeposit(uint256 reqId, uint8 share, Proof[] calldata proofs) external {
        if (proofs.length == 0) revert DepositMinter_NoPayments();
        if (proofs.length > MAX_PAYMENTS) revert DepositMinter_TooManyPayments(proofs.length, MAX_PAYMENTS);
        Claim memory claim = _countable(reqId, share);
        Inclusion memory youngest;
        for (uint256 i; i < proofs.length; ++i) {
            Inclusion memory inclusion = BitcoinProofs.verify(proofs[i], IBitcoinRelay(relay), 0);
            if (i == 0) _open(claim, inclusion);
            // The youngest block has both the fewest confirmations and the least work above it.
            if (i == 0 || inclusion.confirmations < youngest.confirmations) youngest = inclusion;
            _count(claim, inclusion, proofs[i].tx);
        }
        _checkConfirmed(claim, youngest);
        _apply(claim);
    }

    /// @inheritdoc IDepositMinter
    function executeDeposits(uint256[] calldata reqIds, uint8[] calldata shares, BlockProof calldata proof) external {
        uint256 count = proof.txs.length;
        if (count == 0) revert DepositMinter_NoPayments();
        if (count > MAX_BATCH) revert DepositMinter_TooManyPayments(count, MAX_BATCH);
        if (reqIds.length != count || shares.length != count) {
            revert DepositMinter_LengthMismatch(reqIds.length < shares.length ? reqIds.length : shares.length, count);
        }
        (Inclusion memory inclusion, bytes32 root) = BitcoinProofs.verifyBlock(proof, IBitcoinRelay(relay));
        for (uint256 i; i < count; ++i) {
            BlockTx calldata item = proof.txs[i];
            Claim memory claim = _countable(reqIds[i], shares[i]);
            _open(claim, inclusion);
            BitcoinProofs.verifyIn(item, proof.coinbasePath.length, root, inclusion);
            _count(claim, inclusion, item.tx);
            _checkConfirmed(claim, inclusion);
            _apply(claim);
        }
    }

    /// @inheritdoc IDepositMinter
    function consumed(bytes32 txid, uint32 vout) external view returns (bool) {
        return _consumed[_outpoint(txid, vout)] != 0;
    }

    /// @inheritdoc IDepositMinter
    function countedAt(bytes32 txid, uint32 vout)
        external
        view
        returns (uint256 reqId, uint8 share, uint64 beforeSats)
    {
        uint256 entry = _consumed[_outpoint(txid, vout)];
        return (uint32(entry >> 200), uint8(entry >> 192), _beforeOf(entry));
    }

    /// @dev Less than the amount is counted and waits for the rest.
    function _apply(Claim memory claim) internal {
        DepositState state = claim.at.state;
        bool open = state == DepositState.Assigned || state == DepositState.Expired;
        if (open && claim.sums.paid < claim.at.sats) _save(claim);
        else _mintOrWait(claim, state == DepositState.Assigned ? claim.at.sats : 0);
    }

    function _checkConfirmed(Claim memory claim, Inclusion memory inclusion) internal view {
        uint64 sats = claim.sums.paid > claim.at.sats ? claim.sums.paid : claim.at.sats;
        uint256 required = BridgeAccounting.confirmationsFor(sats, _rules.confirmations);
        if (inclusion.confirmations < required) {
            revert DepositMinter_NotConfirmed(inclusion.confirmations, required);
        }
        uint256 requiredWork = required * _minBlockWork;
        if (inclusion.work < requiredWork) revert DepositMinter_NotEnoughWork(inclusion.work, requiredWork);
    }

    function _consume(Claim memory claim, bytes32 key, Inclusion memory inclusion, uint256 beforeSats) internal {
        _consumed[key] = (inclusion.height << 232) | (claim.reqId << 200) | (uint256(claim.share) << 192)
            | (beforeSats << 136) | (uint256(inclusion.blockHash) >> 120);
    }

    /// @return entry 0 when it was not counted for this share
    function _counted(Claim memory claim, bytes32 key) internal view returns (uint256 entry) {
        entry = _consumed[key];
        if (uint40(entry >> 192) != (claim.reqId << 8 | claim.share)) entry = 0;
    }

    /// @return height of the block with the payment, as it was proven
    function _heightOf(uint256 entry) internal pure returns (uint256 height) {
        return entry >> 232;
    }

    /// @return sats what was counted for the share before it
    function _beforeOf(uint256 entry) internal pure returns (uint64 sats) {
        return uint56(entry >> 136);
    }

    function _isConsumed(bytes32 key) internal view returns (bool) {
        return _consumed[key] != 0;
    }

    function _outpoint(bytes32 txid, uint32 vout) internal pure returns (bytes32) {
        return keccak256(abi.encode(txid, vout));
    }

    function _countable(uint256 reqId, uint8 share) private view returns (Claim memory claim) {
        claim = _claim(reqId, share);
        DepositState state = claim.at.state;
        bool may = state == DepositState.Assigned || state == DepositState.Expired || state == DepositState.Minted
            || state == DepositState.Escrowed;
        if (!may) revert DepositMinter_WrongState(reqId, share, state);
    }

    function _open(Claim memory claim, Inclusion memory inclusion) private view {
        _setHeight(claim, inclusion.tipHeight);
        if (claim.near && claim.sums.swept <= claim.sums.minted) {
            revert DepositMinter_RefundWindowNear(inclusion.tipHeight, claim.at.refundHeight);
        }
        _setTip(claim, inclusion.tipHeight, inclusion.tipTime);
    }

    /// @dev Every output to the share's script, once. What a proven sweep counted before is passed over; a transaction of
    /// which nothing is left to count is refused.
    function _count(Claim memory claim, Inclusion memory inclusion, bytes calldata transaction) private {
        if (inclusion.height <= claim.at.requestHeight) {
            revert DepositMinter_PaymentTooOld(inclusion.height, claim.at.requestHeight);
        }
        (, Payment[] memory payments) = BitcoinTx.paymentsTo(transaction, inclusion.outputsAt, claim.at.program);
        if (payments.length == 0) revert DepositMinter_WrongScript(claim.reqId, claim.share);
        bool counted;
        for (uint256 i; i < payments.length; ++i) {
            uint32 vout = payments[i].vout;
            bytes32 key = _outpoint(inclusion.txid, vout);
            if (_isConsumed(key)) continue;
            counted = true;
            _consume(claim, key, inclusion, claim.sums.paid);
            // Values of one transaction stay under 21 million BTC; checked above that.
            claim.sums.paid += uint56(payments[i].sats);
            emit PaymentConsumed(claim.reqId, claim.share, inclusion.txid, vout, payments[i].sats);
        }
        if (!counted) revert DepositMinter_OutpointUsed(inclusion.txid, payments[0].vout);
    }
}
