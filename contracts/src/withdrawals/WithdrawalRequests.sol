// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { IHolderSelector } from "../interfaces/IHolderSelector.sol";
import { IRequestIds } from "../interfaces/IRequestIds.sol";
import { IStakerRegistry } from "../interfaces/IStakerRegistry.sol";
import { IWithdrawalManager } from "../interfaces/IWithdrawalManager.sol";
import { BitcoinScript } from "../libraries/BitcoinScript.sol";
import { BridgeAccounting } from "../libraries/BridgeAccounting.sol";
import { Fifo, FifoLedger } from "../libraries/FifoLedger.sol";
import { WithdrawalQuote } from "../types/WithdrawalTypes.sol";
import { WithdrawalDraws } from "./WithdrawalDraws.sol";

/// @title How a withdrawal begins
/// @dev See `IWithdrawalManager` for what it promises.
abstract contract WithdrawalRequests is WithdrawalDraws {
    using FifoLedger for Fifo;
    using SafeERC20 for IERC20;

    /// @notice Most that an owner may leave each staker for its miner fee, in sats: the most that a staker may ask. More would
    /// be a slip of the hand, and could only be carried by large shares, for which those behind would have to wait.
    uint64 public constant MAX_MINER_FEE = 100_000;

    /// @inheritdoc IWithdrawalManager
    function requestWithdrawal(uint64 sats, bytes calldata payoutScript, uint64 maxFeeSats)
        external
        returns (uint256 reqId)
    {
        return _request(sats, payoutScript, maxFeeSats);
    }

    /// @inheritdoc IWithdrawalManager
    function requestWithdrawalWithPermit(
        uint64 sats,
        bytes calldata payoutScript,
        uint64 maxFeeSats,
        uint256 permitDeadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (uint256 reqId) {
        // Anyone may have used the permit already; then the allowance is there. If it is not, the transfer says so.
        try IERC20Permit(qpBTC).permit(msg.sender, address(this), sats, permitDeadline, v, r, s) { } catch { }
        return _request(sats, payoutScript, maxFeeSats);
    }

    /// @inheritdoc IWithdrawalManager
    function quoteWithdrawal(uint64 sats, uint64 maxFeeSats) external view returns (WithdrawalQuote memory quote) {
        uint64 minShare = _rules.dustSats + maxFeeSats;
        quote.feeSats = BridgeAccounting.feeUp(sats, _rules.redeemFeeBps);
        quote.minSats = BridgeAccounting.grossUp(minShare, _rules.redeemFeeBps);
        uint64 left = sats - quote.feeSats;
        if (_queue.isEmpty()) {
            quote.shareSats = IHolderSelector(holders).preview(left, minShare, maxFeeSats);
            for (uint256 i; i < quote.shareSats.length; ++i) {
                left -= quote.shareSats[i];
            }
        }
        quote.queuedSats = left;
        uint64 heaviest = quote.shareSats.length == 0 ? left : quote.shareSats[0];
        quote.confirmations = IEntanglementManager(bridge).confirmationsFor(heaviest);
    }

    function _request(uint64 sats, bytes calldata payoutScript, uint64 maxFeeSats) private returns (uint256 reqId) {
        if (sats > BridgeAccounting.MAX_SATS) revert WithdrawalManager_AmountTooLarge(sats);
        if (maxFeeSats > MAX_MINER_FEE) revert WithdrawalManager_MinerFeeTooLarge(maxFeeSats, MAX_MINER_FEE);
        if (!BitcoinScript.isStandardPayout(payoutScript)) revert WithdrawalManager_BadPayoutScript(payoutScript);
        if (IStakerRegistry(registry).isStakerScript(payoutScript)) {
            revert WithdrawalManager_StakerScript(payoutScript);
        }
        uint64 fee = BridgeAccounting.feeUp(sats, _rules.redeemFeeBps);
        uint64 minShare = _rules.dustSats + maxFeeSats;
        if (sats - fee < minShare) {
            revert WithdrawalManager_AmountTooSmall(sats, BridgeAccounting.grossUp(minShare, _rules.redeemFeeBps));
        }

        reqId = IRequestIds(bridge).next();
        (uint256 tipHeight,) = IBitcoinRelay(relay).tip();
        Withdrawal storage withdrawal = _withdrawals[reqId];
        withdrawal.owner = msg.sender;
        withdrawal.requestHeight = uint24(tipHeight);
        (withdrawal.payoutKind, withdrawal.payoutProgram) = BitcoinScript.payoutParts(payoutScript);
        withdrawal.sats = uint56(sats);
        withdrawal.unplaced = uint56(sats - fee);
        withdrawal.unplacedFee = uint56(fee);
        withdrawal.maxFee = uint24(maxFeeSats);
        emit WithdrawalRequested(reqId, msg.sender, sats, fee, maxFeeSats, tipHeight, payoutScript);
        _place(reqId, withdrawal, true);
        IERC20(qpBTC).safeTransferFrom(msg.sender, address(this), sats);
    }
}
