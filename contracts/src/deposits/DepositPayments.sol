// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { BitcoinProofs, Inclusion } from "../libraries/BitcoinProofs.sol";
import { BitcoinTx, Payment } from "../libraries/BitcoinTx.sol";
import { BridgeAccounting } from "../libraries/BridgeAccounting.sol";
import { Proof } from "../types/BitcoinTypes.sol";
import { DepositBook } from "./DepositBook.sol";
import { DepositRules } from "./DepositRules.sol";

/// @title Which Bitcoin payments count for a share, each once for ever
/// @dev See `IEntanglementManager` for what it promises.
abstract contract DepositPayments is DepositBook, DepositRules {
    uint256 public constant MAX_PAYMENTS = 8;

    uint256 private immutable _minBlockWork;
    mapping(bytes32 outpoint => bool) private _consumed;

    constructor(uint256 minBlockWork) {
        _minBlockWork = minBlockWork;
    }

    /// @inheritdoc IEntanglementManager
    function confirmationsFor(uint64 sats) external view returns (uint256) {
        return BridgeAccounting.confirmationsFor(sats, _mintRules.confirmations);
    }

    /// @inheritdoc IEntanglementManager
    function consumed(bytes32 txid, uint32 vout) external view returns (bool) {
        return _consumed[_outpoint(txid, vout)];
    }

    /// @dev Verifies every proof, marks every output to the share's script, and checks what depends on their sum.
    function _consumePayments(uint256 reqId, Deposit storage deposit, Proof[] calldata proofs)
        internal
        returns (uint64 paid)
    {
        if (proofs.length == 0) revert EntanglementManager_NoPayments();
        if (proofs.length > MAX_PAYMENTS) revert EntanglementManager_TooManyPayments(proofs.length, MAX_PAYMENTS);
        bytes32 program = _program(reqId, deposit);
        uint256 confirmations = type(uint256).max;
        uint256 work;
        for (uint256 i; i < proofs.length; ++i) {
            (uint64 sats, Inclusion memory inclusion) = _consume(reqId, deposit, program, proofs[i]);
            paid += sats;
            // The youngest block has both the fewest confirmations and the least work above it.
            if (inclusion.confirmations < confirmations) {
                (confirmations, work) = (inclusion.confirmations, inclusion.work);
            }
        }
        uint256 required = BridgeAccounting.confirmationsFor(paid, _mintRules.confirmations);
        if (confirmations < required) revert EntanglementManager_NotConfirmed(confirmations, required);
        uint256 requiredWork = required * _minBlockWork;
        if (work < requiredWork) revert EntanglementManager_NotEnoughWork(work, requiredWork);
    }

    function _consume(uint256 reqId, Deposit storage deposit, bytes32 program, Proof calldata proof)
        private
        returns (uint64 sats, Inclusion memory inclusion)
    {
        inclusion = BitcoinProofs.verify(proof, IBitcoinRelay(relay), 0);
        _checkClocks(deposit, inclusion);
        uint256 requestHeight = deposit.requestHeight;
        if (inclusion.height <= requestHeight) {
            revert EntanglementManager_PaymentTooOld(inclusion.height, requestHeight);
        }
        (uint256 total, Payment[] memory payments) = BitcoinTx.paymentsTo(proof.tx, inclusion.outputsAt, program);
        if (payments.length == 0) revert EntanglementManager_WrongScript(reqId, 0);
        for (uint256 i; i < payments.length; ++i) {
            uint32 vout = payments[i].vout;
            bytes32 key = _outpoint(inclusion.txid, vout);
            if (_consumed[key]) revert EntanglementManager_OutpointUsed(inclusion.txid, vout);
            _consumed[key] = true;
            emit PaymentConsumed(reqId, 0, inclusion.txid, vout, payments[i].sats);
        }
        // Sums of one transaction stay under 21 million BTC.
        sats = uint64(total);
    }

    function _checkClocks(Deposit storage deposit, Inclusion memory inclusion) private view {
        if (_refundNear(deposit, inclusion.tipHeight)) {
            revert EntanglementManager_RefundWindowNear(inclusion.tipHeight, _refundHeight(deposit));
        }
        _checkTipAge(inclusion.tipTime);
    }

    function _outpoint(bytes32 txid, uint32 vout) private pure returns (bytes32) {
        return keccak256(abi.encode(txid, vout));
    }
}
